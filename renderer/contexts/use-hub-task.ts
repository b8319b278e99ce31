import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HubRefusal, refusalBy } from '../services/hub-refusal.ts'

/**
 * One thing at a time that is asked of the hub; why it did not work is kept in words. `ownWords` says it better than the
 * common words do, by the hub's code.
 */
export function useHubTask(ownWords: Readonly<Record<string, string>> = {}): {
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
      .catch((refused: unknown) => setError(ownWordsOf(refused, ownWords) ?? wordsOf(refused, t)))
      .finally(() => setIsGoing(false))
  }
  return { isGoing, error, run }
}

function ownWordsOf(error: unknown, words: Readonly<Record<string, string>>): string | null {
  return error instanceof HubRefusal ? (words[error.code] ?? null) : null
}

function wordsOf(error: unknown, t: TFunction): string {
  const refusal = refusalBy(error)
  if (refusal === null) return t('refused.unreachable')
  const { problem } = refusal.details
  return t([
    `refused.problem.${typeof problem === 'string' ? problem : ''}`,
    `refused.${refusal.code}`,
    'refused.other',
  ])
}
