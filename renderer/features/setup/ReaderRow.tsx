import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReaders } from '../../contexts/use-readers.ts'
import type { ReaderState } from '../../services/readers/reader.ts'
import { Button } from '../../ui/Button.tsx'
import { RenameReader } from './RenameReader.tsx'
import { RoleField } from './RoleField.tsx'
import { useReaderName } from './use-reader-name.ts'
import { useProfileWords } from './use-profile-words.ts'

/** One reader: what it is called, whether it is there, and what its codes are for. */
export function ReaderRow({ reader }: { reader: ReaderState }) {
  const { t } = useTranslation()
  const { parts } = useReaders()
  const name = useReaderName()(reader)
  const [isRenaming, setIsRenaming] = useState(false)
  const isPlugged = reader.kind !== 'keyboard'
  return (
    <li className="setup__reader" aria-label={name} data-testid="reader" data-status={reader.status}>
      <div className="setup__reader-top">
        <div className="setup__reader-words">
          <p className="setup__reader-name" dir="auto">
            {name}
          </p>
          <Status reader={reader} />
        </div>
        <RoleField reader={reader} name={name} />
      </div>
      {isRenaming ? (
        <RenameReader reader={reader} onDone={() => setIsRenaming(false)} />
      ) : (
        <div className="ui-actions">
          <Button kind="small" label={t('setUp.renameOf', { name })} onPress={() => setIsRenaming(true)}>
            {t('setUp.rename')}
          </Button>
          {isPlugged && (
            <Button
              kind="small"
              label={t('setUp.forgetOf', { name })}
              onPress={() => void parts.forget(reader.id)}
            >
              {t('setUp.forget')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Status({ reader }: { reader: ReaderState }) {
  const { t } = useTranslation()
  const { profile, isLearned, unread } = useReaders()
  const words = useProfileWords()
  const isAway = reader.status !== 'connected'
  if (reader.kind === 'keyboard') {
    return (
      <>
        <p className="setup__hint">{isLearned ? words(profile) : t('setUp.notLearned')}</p>
        {unread && <p className="setup__hint setup__hint--warning">{t(`setUp.unread.${unread}`)}</p>}
      </>
    )
  }
  return (
    <p className={isAway ? 'setup__hint setup__hint--warning' : 'setup__hint'}>
      {t(`setUp.status.${reader.status}`)}
    </p>
  )
}
