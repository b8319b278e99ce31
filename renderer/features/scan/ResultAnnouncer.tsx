import type { ShownResult } from '../../services/shown-result.ts'
import { lineOf, lookOf, wordOf } from './describe-result.ts'
import type { Wording } from '../../contexts/use-wording.ts'

/**
 * Says each result to a screen reader: a refusal at once, everything else in its turn; also while a dialog is open, which
 * hides from it whatever is not marked as an announcer.
 */
export function ResultAnnouncer({ shown, wording }: { shown: ShownResult | null; wording: Wording }) {
  const isSaid = shown !== null && shown.state !== 'asking'
  const isUrgent = isSaid && lookOf(shown) === 'denied'
  return (
    <>
      <div className="ui-unseen" role="status" aria-live="polite" data-live-announcer="true">
        {isSaid && !isUrgent && <p key={shown.key}>{sentenceOf(shown, wording)}</p>}
      </div>
      <div className="ui-unseen" role="alert" aria-live="assertive" data-live-announcer="true">
        {isUrgent && <p key={shown.key}>{sentenceOf(shown, wording)}</p>}
      </div>
    </>
  )
}

function sentenceOf(shown: ShownResult, wording: Wording): string {
  const { t } = wording
  const member = shown.result?.member
  const words = { word: wordOf(shown, t), line: lineOf(shown, wording).replace(/\.$/, '') }
  const sentence = member
    ? t('announce.result', { ...words, name: member.full_name })
    : t('announce.nameless', words)
  const note = member?.notes?.map(({ text }) => text).join(' ') ?? member?.note
  return note ? `${sentence} ${t('announce.note', { note })}` : sentence
}
