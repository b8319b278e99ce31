import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { MAX_FILTER_NAME_CHARACTERS, type SavedFilter } from '../../../server/protocol/follow-up.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDeskParts, useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { writeFilters, type ListFilters } from './list-filters.ts'

interface SavedFiltersProps {
  filters: ListFilters
  mayChange: boolean
  onFilters: (filters: ListFilters) => void
}

/** The lists that have a name, each a button; the one that is shown can be named, or its name removed. */
export function SavedFilters({ filters, mayChange, onFilters }: SavedFiltersProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { service } = useDeskParts()
  const task = useOperation({ invalid_message: t('lists.nameTaken') })
  const [isNaming, setIsNaming] = useState(false)
  const { data, refetch } = useHubQuery('filters.list', {})
  useEffect(() => service.onSettingsChanged(() => void refetch()), [service, refetch])
  const saved = data?.filters ?? []
  const shown = saved.find((one) => isSame(one.filters, filters))
  const isWhole = writeFilters(filters) === ''
  const save = (name: string): void =>
    task.run(async () => {
      await hub.call('filters.save', { id: uuidv7(), name, filters })
      setIsNaming(false)
      await refetch()
    })
  const remove = ({ id }: SavedFilter): void =>
    task.run(async () => {
      await hub.call('filters.remove', { id })
      await refetch()
    })
  if (saved.length === 0 && (isWhole || !mayChange)) return null
  return (
    <div className="member-list__saved" role="group" aria-label={t('lists.saved')}>
      {saved.map((one) => (
        <button
          key={one.id}
          type="button"
          className="ui-button ui-button--small"
          aria-pressed={one.id === shown?.id}
          dir="auto"
          onClick={() => onFilters(one.filters)}
        >
          {one.name}
        </button>
      ))}
      {mayChange && shown && (
        <Button kind="small" isDisabled={task.isGoing} onPress={() => remove(shown)}>
          {t('lists.remove', { name: shown.name })}
        </Button>
      )}
      {mayChange && !shown && !isWhole && !isNaming && (
        <Button kind="small" onPress={() => setIsNaming(true)}>
          {t('lists.saveFilter')}
        </Button>
      )}
      {isNaming && <NameForm isGoing={task.isGoing} onSave={save} onCancel={() => setIsNaming(false)} />}
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
    </div>
  )
}

interface NameFormProps {
  isGoing: boolean
  onSave: (name: string) => void
  onCancel: () => void
}

function NameForm({ isGoing, onSave, onCancel }: NameFormProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  return (
    <Form className="member-list__name-form" onSubmit={() => name.trim() !== '' && onSave(name.trim())}>
      <TextField
        label={t('lists.name')}
        value={name}
        onChange={setName}
        maxLength={MAX_FILTER_NAME_CHARACTERS}
        autoFocus
      />
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing || name.trim() === ''}>
          {t('save')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}

function isSame(one: ListFilters, other: ListFilters): boolean {
  return writeFilters(one) === writeFilters(other)
}
