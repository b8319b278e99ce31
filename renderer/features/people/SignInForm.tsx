import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignInError } from '../../services/sign-in-error.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'

interface SignInFormProps {
  children: ReactNode
  isGoing: boolean
  error: SignInError | null
  onSubmit: () => Promise<void>
}

/** The fields of one way to sign in, with what went wrong and the button. */
export function SignInForm({ children, isGoing, error, onSubmit }: SignInFormProps) {
  const { t } = useTranslation()
  return (
    <Form
      className="people__form"
      onSubmit={() => {
        if (!isGoing) void onSubmit()
      }}
    >
      {children}
      <div role="alert">{error !== null && <p className="ui-error">{t(`signIn.${error}`)}</p>}</div>
      <Button kind="primary" type="submit" isDisabled={isGoing}>
        {t(isGoing ? 'signIn.submitting' : 'signIn.submit')}
      </Button>
    </Form>
  )
}
