import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import type { SignInError } from '../../services/sign-in-error.ts'
import { FormTextField } from '../../ui/form-fields.tsx'
import { DeskNameField } from './DeskNameField.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Makes this machine a desk with a code or a link of the hub, which needs no account. */
export function CodeForm({ firstError, onDone }: { firstError: SignInError | null; onDone: () => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const { isGoing, error, run, forget } = useSignIn(firstError)
  const { control, handleSubmit } = useForm({
    defaultValues: { code: '', deskName: session.deskName || t('signIn.deskNameDefault') },
    shouldFocusError: false,
  })
  const submit = handleSubmit(async ({ code, deskName }) => {
    if (await run({ code }, deskName)) onDone()
  })
  return (
    <SignInForm isGoing={isGoing} error={error} onSubmit={submit}>
      <FormTextField
        control={control}
        name="code"
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        missing={t('signIn.codeMissing')}
        onTyped={forget}
        autoFocus
      />
      <DeskNameField control={control} name="deskName" />
    </SignInForm>
  )
}
