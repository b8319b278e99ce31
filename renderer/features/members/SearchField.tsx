import { TbSearch, TbX } from 'react-icons/tb'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/Button.tsx'
import { KEYS } from '../../ui/keys.ts'
import { useKey } from '../../ui/use-key.ts'

const KEY = KEYS.find
const MAX_QUERY = 100

interface SearchFieldProps {
  query: string
  onQuery: (query: string) => void
}

/** The words to search for. F3 comes here from everywhere. */
export const SearchField = memo(function SearchField({ query, onQuery }: SearchFieldProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  useKey(KEY, () => input.current?.select())
  return (
    <search className="members__search">
      <TbSearch className="ui-icon" aria-hidden="true" />
      <input
        ref={input}
        className="members__input"
        dir="auto"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        placeholder={t('members.search')}
        aria-label={t('members.search')}
        aria-keyshortcuts={KEY}
        maxLength={MAX_QUERY}
        autoComplete="off"
        spellCheck={false}
      />
      {query === '' ? (
        <kbd className="ui-key" aria-hidden="true">
          {KEY}
        </kbd>
      ) : (
        <IconButton
          icon={<TbX className="ui-icon" />}
          label={t('members.clear')}
          onPress={() => onQuery('')}
        />
      )}
    </search>
  )
})
