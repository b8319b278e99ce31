import { useTranslation } from 'react-i18next'
import { useMemberHistory } from '../../contexts/use-member-history.ts'
import { Button } from '../../ui/Button.tsx'
import { historyLines } from './history-words.ts'
import { useWording } from '../../contexts/use-wording.ts'

/** What has become of the member's coming, the newest first, a page at a time. */
export function MemberHistory({ memberId }: { memberId: string }) {
  const { t } = useTranslation()
  const wording = useWording()
  const { entries, hasMore, hasFailed, readMore } = useMemberHistory(memberId)
  return (
    <section aria-label={t('memberCard.history')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('memberCard.history')}</h3>
      {hasFailed && <p className="ui-error">{t('memberCard.historyFailed')}</p>}
      {entries?.length === 0 && <p className="ui-empty">{t('memberCard.noHistory')}</p>}
      <ol className="member-sheet__visits">
        {(entries ?? []).map((entry) => {
          const [line, ...more] = historyLines(entry, wording)
          return (
            <li key={`${entry.kind} ${entry.id}`}>
              <p>{line}</p>
              {more.map((each) => (
                <p key={each} className="member-sheet__more">
                  {each}
                </p>
              ))}
            </li>
          )
        })}
      </ol>
      {hasMore && (
        <div className="ui-actions">
          <Button onPress={readMore}>{t('memberCard.older')}</Button>
        </div>
      )}
    </section>
  )
}
