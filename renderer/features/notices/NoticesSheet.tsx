import { useTranslation } from 'react-i18next'
import { useNotices } from '../../contexts/WebSocketContext.tsx'
import { useTimeWords } from '../../contexts/use-time-words.ts'
import type { Notice } from '../../services/notices/notice.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ConfirmClock } from './ConfirmClock.tsx'
import { SavedList } from './SavedList.tsx'
import { timesOf, titleOf } from './notice-words.ts'
import './notices.css'

/** Everything that went wrong here, with what to do about it; kept until somebody says that they have read it. */
export function NoticesSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { notices, parts } = useNotices()
  const hasUnseen = notices.some(({ isSeen }) => !isSeen)
  const hasOver = notices.some(({ isSeen, since }) => isSeen && since === null)
  return (
    <Dialog title={t('notices.title')} closeLabel={t('close')} onClose={onClose}>
      {notices.length === 0 && <p className="ui-empty">{t('notices.none')}</p>}
      {notices.length > 0 && (
        <div className="ui-actions">
          <Button kind="primary" isDisabled={!hasUnseen} onPress={() => parts.seeAll()}>
            {t('notices.seeAll')}
          </Button>
          <Button isDisabled={!hasOver} onPress={() => parts.clear()}>
            {t('notices.clear')}
          </Button>
        </div>
      )}
      <ul className="notices">
        {notices.map((notice) => (
          <Row key={`${notice.kind} ${notice.about}`} notice={notice} />
        ))}
      </ul>
      <p className="notices__hint">{t('notices.hint')}</p>
      <SavedList />
    </Dialog>
  )
}

function Row({ notice }: { notice: Notice }) {
  const { t } = useTranslation()
  const timeOf = useTimeWords()
  return (
    <li className={notice.since === null ? 'notices__row' : 'notices__row notices__row--going'}>
      <p className="notices__title">
        {titleOf(notice, t)} {!notice.isSeen && <Chip tone="warning">{t('notices.new')}</Chip>}
      </p>
      <p className="notices__times">{timesOf(notice, t, timeOf)}</p>
      <p>{t(`notices.todo.${notice.kind}`)}</p>
      {isSuspectClock(notice) && <ConfirmClock />}
    </li>
  )
}

function isSuspectClock({ kind, about, since }: Notice): boolean {
  return kind === 'hub_warning' && about === 'clock_suspect' && since !== null
}
