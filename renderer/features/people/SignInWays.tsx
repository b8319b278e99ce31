import { useTranslation } from 'react-i18next'
import type { SignInError } from '../../services/sign-in-error.ts'
import { Choice } from '../../ui/Choice.tsx'
import { CodeForm } from './CodeForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'

export const WAYS = ['code', 'password'] as const

export type Way = (typeof WAYS)[number]

interface SignInWaysProps {
  way: Way
  onWay: (way: Way) => void
  firstError: SignInError | null
  /** Told by which way somebody signed in. */
  onDone: (way: Way) => void
}

/** The two ways to sign in where nobody is known yet, one at a time. */
export function SignInWays({ way, onWay, firstError, onDone }: SignInWaysProps) {
  const { t } = useTranslation()
  return (
    <>
      <Choice
        label={t('signIn.ways')}
        value={way}
        options={[
          { value: 'password', label: t('signIn.wayPassword') },
          { value: 'code', label: t('signIn.wayCode') },
        ]}
        onChange={onWay}
      />
      {way === 'code' ? (
        <CodeForm firstError={firstError} onDone={() => onDone('code')} />
      ) : (
        <PasswordForm asksDeskName onDone={() => onDone('password')} />
      )}
      <details key={way} className="people__how" open={way === 'code'}>
        <summary className="people__how-title">{t(`signIn.${way}HowTitle`)}</summary>
        <p>{t(`signIn.${way}How`)}</p>
        <code className="people__command" dir="ltr">
          {t(`signIn.${way}Command`)}
        </code>
      </details>
    </>
  )
}
