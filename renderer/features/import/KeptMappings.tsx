import { useTranslation } from 'react-i18next'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'

/** The answers that were kept for files of a form, each to be forgotten. */
export function KeptMappings() {
  const { t } = useTranslation()
  const hub = useHub()
  const task = useOperation()
  const { data, refetch } = useHubQuery('mappings.list', {})
  if (data === undefined || data.mappings.length === 0) return null
  const forget = (name: string): void =>
    task.run(async () => {
      await hub.call('mappings.remove', { name })
      await refetch()
    })
  return (
    <section aria-label={t('sources.keptTitle')}>
      <h3 className="import__heading">{t('sources.keptTitle')}</h3>
      <ul className="import__columns">
        {data.mappings.map(({ name, columns }) => (
          <li key={name} className="import__column">
            <p className="import__header">
              <bdi>{name}</bdi>
              <span className="import__examples">{t('sources.columns', { count: columns })}</span>
            </p>
            <Button kind="small" isDisabled={task.isGoing} onPress={() => forget(name)}>
              {t('sources.forget', { name })}
            </Button>
          </li>
        ))}
      </ul>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
    </section>
  )
}
