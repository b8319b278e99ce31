import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HubPlace } from '../../../electron/bridge.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { openCredentials } from '../../services/desk.ts'
import { setUpHub } from '../../services/set-up.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './first-start.css'

interface SetUpFormProps {
  hub: HubPlace
  /** What the hub has printed, or its shell has handed over. */
  code: string
  /** Told when the hub is set up and its manager is signed in here. */
  onDone: () => void
}

/** Where the clocks of this PC are, which is where the gym is nearly always. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

const TIME_ZONES = [...new Set([HERE, ...Intl.supportedValuesOf('timeZone')])].sort()

const NEW = {
  gymName: '',
  timeZone: HERE,
  full_name: '',
  username: '',
  password: '',
  demo: false,
  joinable: true,
}

type Form = typeof NEW

/** What is said at a field that was left empty. */
type Missing = (value: string) => string | null

/** What a hub has to know before its first day: the gym, and its first manager. */
export function SetUpForm({ hub, code, onDone }: SetUpFormProps) {
  const { t } = useTranslation()
  const { isGoing, error, run } = useOperation({
    authentication_failed: t('firstStart.wrongCode'),
    forbidden: t('firstStart.codeEnded'),
  })
  const [form, setForm] = useState(NEW)
  const [isTried, setIsTried] = useState(false)
  const set = (change: Partial<Form>): void => setForm((before) => ({ ...before, ...change }))
  const missing: Missing = (value) => (isTried && value.trim() === '' ? t('firstStart.missing') : null)
  const submit = (): void => {
    setIsTried(true)
    const { gymName, timeZone, demo, joinable, ...manager } = form
    if ([gymName, ...Object.values(manager)].some((value) => value.trim() === '')) return
    run(async () => {
      const parts = { hub, storage: await openCredentials(window.kiosk), now: Date.now, wait }
      await setUpHub(parts, { code, gymName, timeZone, manager, demo, joinable }, t('signIn.deskNameDefault'))
      onDone()
    })
  }
  return (
    <Form className="first-start__form" onSubmit={submit}>
      <h1 className="first-start__title">{t('firstStart.setUpTitle')}</h1>
      <div className="first-start__pair">
        <TextField
          label={t('firstStart.gymName')}
          value={form.gymName}
          onChange={(gymName) => set({ gymName })}
          error={missing(form.gymName)}
          maxLength={100}
          autoFocus
        />
        <SelectField
          label={t('firstStart.timeZone')}
          value={form.timeZone}
          options={TIME_ZONES.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          onChange={(timeZone) => set({ timeZone })}
        />
      </div>
      <ManagerFields form={form} set={set} missing={missing} />
      <Switch isOn={form.joinable} onChange={(joinable) => set({ joinable })}>
        {t('firstStart.joinable')}
      </Switch>
      <Switch isOn={form.demo} onChange={(demo) => set({ demo })}>
        {t('firstStart.demo')}
      </Switch>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button kind="primary" type="submit" isDisabled={isGoing}>
        {t(isGoing ? 'firstStart.settingUp' : 'firstStart.setUp')}
      </Button>
    </Form>
  )
}

interface ManagerFieldsProps {
  form: Form
  set: (change: Partial<Form>) => void
  missing: Missing
}

/** Who may do everything from the first day. */
function ManagerFields({ form, set, missing }: ManagerFieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="first-start__group">
      <legend className="first-start__legend">{t('firstStart.manager')}</legend>
      <div className="first-start__pair">
        <TextField
          label={t('firstStart.fullName')}
          value={form.full_name}
          onChange={(full_name) => set({ full_name })}
          error={missing(form.full_name)}
          autoComplete="name"
          maxLength={100}
        />
        <TextField
          label={t('signIn.username')}
          value={form.username}
          onChange={(username) => set({ username })}
          hint={t('firstStart.usernameHint')}
          error={missing(form.username)}
          autoComplete="username"
          maxLength={64}
        />
      </div>
      <TextField
        label={t('signIn.password')}
        value={form.password}
        onChange={(password) => set({ password })}
        hint={t('firstStart.passwordHint')}
        error={missing(form.password)}
        autoComplete="new-password"
        isSecret
      />
    </fieldset>
  )
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
