import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './setup.css'

const MAX_DESK_NAME = 60

/** Makes this machine a desk: with a code or a link of the hub, and a name. */
export function SignInScreen() {
  const { t } = useTranslation()
  return (
    <main className="setup">
      <div className="ui-card setup__card">
        <p className="setup__product">{t('product')}</p>
        <h1 className="setup__title">{t('signIn.title')}</h1>
        <SignInForm />
        <section className="setup__how">
          <h2 className="setup__how-title">{t('signIn.howTitle')}</h2>
          <p>{t('signIn.how')}</p>
          <code className="setup__command">{t('signIn.command')}</code>
        </section>
      </div>
    </main>
  )
}

function SignInForm() {
  const { t } = useTranslation()
  const { error, deskName: keptName, signIn } = useSession()
  const [code, setCode] = useState('')
  const [deskName, setDeskName] = useState(keptName || t('signIn.deskNameDefault'))
  const [isTried, setIsTried] = useState(false)
  const [isGoing, setIsGoing] = useState(false)
  const [isEdited, setIsEdited] = useState(false)
  const hasCode = code.trim() !== ''
  const hasName = deskName.trim() !== ''

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (!hasCode || !hasName) return
    setIsGoing(true)
    setIsEdited(false)
    await signIn(code, deskName)
    setIsGoing(false)
  }
  const refused = error !== null && !isGoing && !isEdited ? t(`signIn.${error}`) : null
  return (
    <form
      className="setup__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isGoing) void submit()
      }}
    >
      <TextField
        label={t('signIn.code')}
        value={code}
        onChange={(value) => {
          setCode(value)
          setIsEdited(true)
        }}
        hint={t('signIn.codeHint')}
        error={isTried && !hasCode ? t('signIn.codeMissing') : null}
        autoFocus
      />
      <TextField
        label={t('signIn.deskName')}
        value={deskName}
        onChange={setDeskName}
        hint={t('signIn.deskNameHint')}
        error={isTried && !hasName ? t('signIn.deskNameMissing') : null}
        maxLength={MAX_DESK_NAME}
      />
      <div role="alert">{refused !== null && <p className="setup__error">{refused}</p>}</div>
      <Button kind="primary" type="submit" isDisabled={isGoing}>
        {t(isGoing ? 'signIn.submitting' : 'signIn.submit')}
      </Button>
    </form>
  )
}
