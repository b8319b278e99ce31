import { useTranslation } from 'react-i18next'
import type { MadeChange } from '../../../server/protocol/changes.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { dayOf, formatDay, formatList, formatRow, formatTime } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { TakeBack } from './TakeBack.tsx'
import { useTakeBack } from './use-take-back.ts'

/** The imports of the last 30 days, each to be taken back. */
export function PastImports() {
  const { t } = useTranslation()
  const { data, refetch } = useHubQuery('changes.list', {})
  const all = useTakeBack(() => void refetch())
  if (data === undefined || data.changes.length === 0) return null
  return (
    <section aria-label={t('takeBack.title')}>
      <h3 className="import__heading">{t('takeBack.title')}</h3>
      {all.now.step === 'list' ? (
        <ul className="import__columns">
          {data.changes.map((change) => (
            <PastImport key={change.id} change={change} onTakeBack={() => all.look(change)} />
          ))}
        </ul>
      ) : (
        <TakeBack all={all} now={all.now} />
      )}
      <div role="alert">{all.error !== null && <p className="ui-error">{all.error}</p>}</div>
    </section>
  )
}

function PastImport({ change, onTakeBack }: { change: MadeChange; onTakeBack: () => void }) {
  const { t, language, timeZone, today } = useWording()
  const { added, changed, made_by, made_time, removed, restored, kept, state, is_going } = change
  const day = formatDay(dayOf(made_time, timeZone), today, language)
  const when = formatList([day, formatTime(made_time, timeZone, language)], language)
  const name = formatRow([when, made_by ?? ''], language)
  const did = [t('takeBack.added', { count: added }), t('takeBack.changed', { count: changed })]
  return (
    <li className="import__column">
      <p className="import__header">
        <bdi>{name}</bdi>
        {is_going && <span className="ui-chip">{t('imports.notFinished')}</span>}
        {state !== 'made' && <span className="ui-chip">{t(`takeBack.state.${state}`)}</span>}
      </p>
      <p className="import__examples">{formatRow(did, language)}</p>
      {state !== 'made' && (
        <p className="import__examples">
          {formatRow(
            [
              t('takeBack.removed', { count: removed }),
              t('takeBack.restored', { count: restored }),
              t('takeBack.kept', { count: kept }),
            ],
            language,
          )}
        </p>
      )}
      {state !== 'undone' && (
        <div className="ui-actions">
          <Button kind="small" label={t('counter.takeBack', { name })} onPress={onTakeBack}>
            {t('takeBack.take')}
          </Button>
        </div>
      )}
    </li>
  )
}
