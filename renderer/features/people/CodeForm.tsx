import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import type { SignInError } from '../../services/sign-in-error.ts'
import { TextField } from '../../ui/TextField.tsx'
import { DeskNameField } from './DeskNameField.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Makes this machine a desk with a code or a link of the hub, which needs no account. */
export function CodeForm({ firstError, onDone }: { firstError: SignInError | null; onDone: () => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const { isGoing, error, run, forget } = useSignIn(firstError)
  const [code, setCode] = useState('')
  const [deskName, setDeskName] = useState(session.deskName || t('signIn.deskNameDefault'))
  const [isTried, setIsTried] = useState(false)

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (code.trim() === '' || deskName.trim() === '') return
    if (await run({ code }, deskName)) onDone()
  }
  return (
    <SignInForm isGoing={isGoing} error={error} onSubmit={submit}>
      <TextField
        label={t('signIn.code')}
        value={code}
        onChange={(value) => {
          setCode(value)
          forget()
        }}
        hint={t('signIn.codeHint')}
        error={isTried && code.trim() === '' ? t('signIn.codeMissing') : null}
        autoFocus
      />
      <DeskNameField value={deskName} onChange={setDeskName} isTried={isTried} />
    </SignInForm>
  )
}
