import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../services/api.ts'

/** One thing at a time that is asked of the hub; why it did not work is kept in words. */
export function useHubTask(): {
  isGoing: boolean
  error: string | null
  run: (task: () => Promise<void>) => void
} {
  const { t } = useTranslation()
  const [isGoing, setIsGoing] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const run = (task: () => Promise<void>): void => {
    if (isGoing) return
    setIsGoing(true)
    setError(null)
    task()
      .catch((refused: unknown) => setError(wordsOf(refused, t)))
      .finally(() => setIsGoing(false))
  }
  return { isGoing, error, run }
}

function wordsOf(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiError) || error.status >= 500) return t('refused.unreachable')
  // Of what was typed the hub knows best what is wrong with it; its sentence says what to do.
  return error.code === 'invalid_message' ? error.message : t([`refused.${error.code}`, 'refused.other'])
}
