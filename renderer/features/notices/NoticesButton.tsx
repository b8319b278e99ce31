import { TbBell } from 'react-icons/tb'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '../../contexts/WebSocketContext.tsx'
import { CountedButton } from '../../ui/CountedButton.tsx'
import { KEYS } from '../../ui/keys.ts'
import { useKey } from '../../ui/use-key.ts'
import { NoticesSheet } from './NoticesSheet.tsx'
import { titleOf } from './notice-words.ts'

/** The bell: how much went wrong here that nobody has read of, and the way to it. */
export function NoticesButton() {
  const { t } = useTranslation()
  const { notices } = useNotices()
  const [isOpen, setIsOpen] = useState(false)
  const unseen = notices.filter(({ isSeen }) => !isSeen)
  const [newest] = unseen
  const open = (): void => setIsOpen(true)
  useKey(KEYS.notices, open)
  return (
    <>
      <CountedButton
        icon={<TbBell className="ui-icon" />}
        label={unseen.length === 0 ? t('notices.open') : t('notices.openNew', { count: unseen.length })}
        keyHint={KEYS.notices}
        count={unseen.length}
        tone="trouble"
        onPress={open}
      />
      <div className="ui-unseen" role="status" aria-live="polite" data-live-announcer="true">
        {newest && <p key={newest.lastAt}>{t('notices.announce', { what: titleOf(newest, t) })}</p>}
      </div>
      {isOpen && <NoticesSheet onClose={() => setIsOpen(false)} />}
    </>
  )
}
