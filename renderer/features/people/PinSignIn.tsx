import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownPerson } from '../../services/api.ts'
import { Button } from '../../ui/Button.tsx'
import { PinField } from '../../ui/PinField.tsx'
import { useSignIn } from './use-sign-in.ts'

interface PinSignInProps {
  person: KnownPerson
  onBack: () => void
  onDone: () => void
}

/** The PIN of the person who was chosen. */
export function PinSignIn({ person, onBack, onDone }: PinSignInProps) {
  const { t } = useTranslation()
  const { isGoing, error, run } = useSignIn()
  const [tries, setTries] = useState(0)
  const enter = async (pin: string): Promise<void> => {
    if (await run({ staffId: person.id, pin })) onDone()
    else setTries((count) => count + 1)
  }
  return (
    <div className="people__form">
      <PinField
        label={t('people.pinOf', { name: person.name })}
        tries={tries}
        isGoing={isGoing}
        error={error === null ? null : t(`signIn.${error}`)}
        onComplete={(pin) => void enter(pin)}
      />
      <Button onPress={onBack}>{t('people.somebodyElse')}</Button>
    </div>
  )
}
