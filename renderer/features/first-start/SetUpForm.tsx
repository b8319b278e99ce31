import { useForm, type Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { HubPlace } from '../../../electron/bridge.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { openCredentials } from '../../services/desk.ts'
import { setUpHub } from '../../services/set-up.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormSelect, FormSwitch, FormTextField } from '../../ui/form-fields.tsx'
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

type Values = typeof NEW

/** What a hub has to know before its first day: the gym, and its first manager. */
export function SetUpForm({ hub, code, onDone }: SetUpFormProps) {
  const { t } = useTranslation()
  const { isGoing, error, run } = useOperation({
    authentication_failed: t('firstStart.wrongCode'),
    forbidden: t('firstStart.isSetUp'),
  })
  const { control, handleSubmit } = useForm({ defaultValues: NEW, shouldFocusError: false })
  const submit = handleSubmit(({ gymName, timeZone, demo, joinable, ...manager }) => {
    run(async () => {
      const parts = { hub, storage: await openCredentials(window.kiosk), now: Date.now, wait }
      await setUpHub(parts, { code, gymName, timeZone, manager, demo, joinable }, t('signIn.deskNameDefault'))
      onDone()
    })
  })
  return (
    <Form className="first-start__form" onSubmit={() => void submit()}>
      <h1 className="first-start__title">{t('firstStart.setUpTitle')}</h1>
      <div className="first-start__pair">
        <FormTextField
          control={control}
          name="gymName"
          label={t('firstStart.gymName')}
          missing={t('firstStart.missing')}
          maxLength={100}
          autoFocus
        />
        <FormSelect
          control={control}
          name="timeZone"
          label={t('firstStart.timeZone')}
          options={TIME_ZONES.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        />
      </div>
      <ManagerFields control={control} />
      <FormSwitch control={control} name="joinable">
        {t('firstStart.joinable')}
      </FormSwitch>
      <FormSwitch control={control} name="demo">
        {t('firstStart.demo')}
      </FormSwitch>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button kind="primary" type="submit" isDisabled={isGoing}>
        {t(isGoing ? 'firstStart.settingUp' : 'firstStart.setUp')}
      </Button>
    </Form>
  )
}

/** Who may do everything from the first day. */
function ManagerFields({ control }: { control: Control<Values> }) {
  const { t } = useTranslation()
  const missing = t('firstStart.missing')
  return (
    <fieldset className="first-start__group">
      <legend className="first-start__legend">{t('firstStart.manager')}</legend>
      <div className="first-start__pair">
        <FormTextField
          control={control}
          name="full_name"
          label={t('firstStart.fullName')}
          missing={missing}
          autoComplete="name"
          maxLength={100}
        />
        <FormTextField
          control={control}
          name="username"
          label={t('signIn.username')}
          hint={t('firstStart.usernameHint')}
          missing={missing}
          autoComplete="username"
          maxLength={64}
        />
      </div>
      <FormTextField
        control={control}
        name="password"
        label={t('signIn.password')}
        hint={t('firstStart.passwordHint')}
        missing={missing}
        autoComplete="new-password"
        isSecret
      />
    </fieldset>
  )
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
