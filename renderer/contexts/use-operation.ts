import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HubRefusal } from '../services/hub-refusal.ts'

/** One thing at a time that the hub is told; why it did not take it is kept in words, `refused` where it said no. */
export function useOperation(refused: string): {
  isGoing: boolean
  error: string | null
  tell: (task: () => Promise<unknown>) => void
} {
  const { t } = useTranslation()
  const [isGoing, setIsGoing] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const tell = (task: () => Promise<unknown>): void => {
    setIsGoing(true)
    setError(null)
    task()
      .catch((refusal: unknown) => {
        const isDenied = refusal instanceof HubRefusal && refusal.code === 'denied'
        setError(isDenied ? refused : t('refused.unreachable'))
      })
      .finally(() => setIsGoing(false))
  }
  return { isGoing, error, tell }
}
