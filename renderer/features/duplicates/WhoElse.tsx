import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMemberSearch } from '../../contexts/use-member-search.ts'
import { formatRow } from '../../i18n/format.ts'
import { enterRows, walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'

interface WhoElseProps {
  /** Who it is not. */
  memberId: string
  onChoose: (otherId: string) => void
}

/** The search for the other member: arrows walk through those found, Enter chooses. */
export function WhoElse({ memberId, onChoose }: WhoElseProps) {
  const { t, i18n } = useTranslation()
  const [words, setWords] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const { state, members } = useMemberSearch(words)
  const others = members.filter(({ id }) => id !== memberId)
  return (
    <div
      className="duplicates"
      onKeyDown={(event) => {
        walkRows(event, list.current)
        enterRows(event, list.current)
      }}
    >
      <TextField label={t('duplicates.whoElse')} value={words} onChange={setWords} maxLength={100} />
      <p role="status">
        {state === 'searching' && t('members.searching')}
        {state === 'failed' && t('members.searchFailed')}
        {state === 'found' && t('members.found', { count: others.length })}
      </p>
      <ul ref={list}>
        {others.map(({ id, full_name, membership_type, phone }) => (
          <li key={id} data-row>
            <button type="button" className="duplicates__choice" onClick={() => onChoose(id)}>
              <span className="duplicates__name" dir="auto">
                {full_name}
              </span>
              <span className="duplicates__more">{formatRow([membership_type, phone], i18n.language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
