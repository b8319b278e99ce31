import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HubRefusal, refusalBy } from '../services/hub-refusal.ts'

/** What is asked of the hub, one at a time, and how it stands. */
export interface Operation {
  isGoing: boolean
  /** Why it did not work the last time, in words. */
  error: string | null
  /** Begins it, unless one is going. */
  run: (task: () => Promise<unknown>) => void
}

/**
 * One thing at a time that is asked of the hub. `ownWords` says why it did not work better than the common words do, by the
 * hub's code.
 */
export function useOperation(ownWords: Readonly<Record<string, string>> = {}): Operation {
  const { t } = useTranslation()
  const [isGoing, setIsGoing] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const run = (task: () => Promise<unknown>): void => {
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
