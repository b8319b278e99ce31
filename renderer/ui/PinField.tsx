import { useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

export const PIN_DIGITS = 6

/**
 * Quiet after the last key before a PIN is taken as typed. A scanner's keys are told from a person's by then, and what
 * it typed is out of the field again: without this a member's card would be tried as a PIN.
 */
const PIN_QUIET_MS = 350

interface PinFieldProps {
  label: string
  /** Told with each PIN that is complete and was typed by a person. */
  onComplete: (pin: string) => void
  /** Grows with each PIN that was refused: the field is then empty again. */
  tries: number
  error: string | null
  isGoing: boolean
}

/** Six digits, taken as soon as they are complete. */
export function PinField({ label, onComplete, tries, error, isGoing }: PinFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const [typed, setTyped] = useState({ pin: '', tries })
  const pin = typed.tries === tries ? typed.pin : ''
  const [keys, setKeys] = useState(0)
  const complete = useEffectEvent(() => onComplete(pin))
  useEffect(() => {
    if (pin.length < PIN_DIGITS || isGoing) return undefined
    const timer = window.setTimeout(() => complete(), PIN_QUIET_MS)
    return () => window.clearTimeout(timer)
  }, [pin, keys, isGoing])
  return (
    <div className="ui-field">
      <label className="ui-field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="ui-field__input ui-pin"
        type="password"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        maxLength={PIN_DIGITS}
        value={pin}
        readOnly={isGoing}
        onKeyDown={() => setKeys((count) => count + 1)}
        onChange={(event) => setTyped({ pin: event.target.value.replace(/\D/g, ''), tries })}
        aria-invalid={error !== null}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="ui-field__hint" role="status">
        {isGoing ? t('signIn.submitting') : t('people.pinHint', { count: pin.length, digits: PIN_DIGITS })}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </div>
  )
}
