import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import type { SignInError } from '../../services/sign-in-error.ts'
import { TextField } from '../../ui/TextField.tsx'
import { DeskNameField } from './DeskNameField.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useSignIn } from './use-sign-in.ts'

interface PasswordFormProps {
  firstError?: SignInError | null
  /** At a desk that is signed in already its name is not asked. */
  asksDeskName: boolean
  onDone: () => void
}

/** Signs in with the user name and password of an account. */
export function PasswordForm({ firstError = null, asksDeskName, onDone }: PasswordFormProps) {
  const { t } = useTranslation()
  const { session } = useSession()
  const { isGoing, error, run, forget } = useSignIn(firstError)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [deskName, setDeskName] = useState(session.deskName || t('signIn.deskNameDefault'))
  const [isTried, setIsTried] = useState(false)
  const missing = (value: string, words: string): string | null =>
    isTried && value.trim() === '' ? words : null

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if ([username, password, deskName].some((value) => value.trim() === '')) return
    if (await run({ username, password }, deskName)) onDone()
    else forgetPassword()
  }
  const forgetPassword = (): void => {
    setPassword('')
    setIsTried(false)
  }
  return (
    <SignInForm isGoing={isGoing} error={error} onSubmit={submit}>
      <TextField
        label={t('signIn.username')}
        value={username}
        onChange={(value) => {
          setUsername(value)
          forget()
        }}
        error={missing(username, t('signIn.usernameMissing'))}
        autoFocus
        autoComplete="username"
      />
      <TextField
        label={t('signIn.password')}
        value={password}
        onChange={(value) => {
          setPassword(value)
          setIsTried(false)
        }}
        error={missing(password, t('signIn.passwordMissing'))}
        autoComplete="current-password"
        isSecret
      />
      {asksDeskName && <DeskNameField value={deskName} onChange={setDeskName} isTried={isTried} />}
    </SignInForm>
  )
}
