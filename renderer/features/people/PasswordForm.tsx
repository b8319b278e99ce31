import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import type { SignInError } from '../../services/sign-in-error.ts'
import { FormTextField } from '../../ui/form-fields.tsx'
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
  const { control, handleSubmit, reset, clearErrors } = useForm({
    defaultValues: {
      username: '',
      password: '',
      deskName: session.deskName || t('signIn.deskNameDefault'),
    },
    shouldFocusError: false,
  })
  const submit = handleSubmit(async ({ username, password, deskName }) => {
    if (await run({ username, password }, deskName)) onDone()
    else reset({ username, password: '', deskName })
  })
  return (
    <SignInForm isGoing={isGoing} error={error} onSubmit={submit}>
      <FormTextField
        control={control}
        name="username"
        label={t('signIn.username')}
        missing={t('signIn.usernameMissing')}
        onTyped={forget}
        autoFocus
        autoComplete="username"
      />
      <FormTextField
        control={control}
        name="password"
        label={t('signIn.password')}
        missing={t('signIn.passwordMissing')}
        onTyped={clearErrors}
        autoComplete="current-password"
        isSecret
      />
      {asksDeskName && <DeskNameField control={control} name="deskName" />}
    </SignInForm>
  )
}
