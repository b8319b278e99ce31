import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShutDays } from '../../../server/protocol/shut-days.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { formatDay, formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { ShutDaysTask } from './use-shut-days.ts'

interface ShutDaysRowProps {
  shutDays: ShutDays
  task: ShutDaysTask
}

/** Days that were given back: to whom, and the way back. */
export function ShutDaysRow({ shutDays, task }: ShutDaysRowProps) {
  const { t, language, today } = useWording()
  const [isAsking, setIsAsking] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const { from, until, reason, made_by, members, state } = shutDays
  const day = (value: string): string => formatDay(value, today, language)
  const days = from === until ? day(from) : t('rights.shut.span', { from: day(from), until: day(until) })
  const hasMembers = members > 0 && state !== 'taken_back'
  return (
    <li className="plans__shut">
      <p className="plans__kind-name">
        {days} {state !== 'credited' && <span className="ui-chip">{t(`rights.shut.state.${state}`)}</span>}
      </p>
      <p>
        <bdi>{formatRow([reason, made_by, t('rights.shut.members', { count: members })], language)}</bdi>
      </p>
      <div className="ui-actions">
        {state === 'crediting' && (
          <Button kind="small" isDisabled={task.isGoing} onPress={() => task.give(shutDays)}>
            {t('rights.shut.goOn')}
          </Button>
        )}
        {hasMembers && (
          <Button
            kind="small"
            label={isOpen ? t('rights.shut.hideWho') : t('rights.shut.whoName', { days })}
            onPress={() => setIsOpen(!isOpen)}
          >
            {isOpen ? t('rights.shut.hideWho') : t('rights.shut.who')}
          </Button>
        )}
        {state !== 'taken_back' && (
          <Button
            kind="small"
            label={t('rights.shut.takeBackName', { days })}
            isDisabled={task.isGoing}
            onPress={() => setIsAsking(true)}
          >
            {t('rights.shut.takeBack')}
          </Button>
        )}
      </div>
      {isOpen && hasMembers && <Credited id={shutDays.id} label={t('rights.shut.whoName', { days })} />}
      {isAsking && (
        <TakeBackQuestion
          days={days}
          members={members}
          onYes={() => task.takeBack(shutDays)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </li>
  )
}

/** The first of those who have the days back, and the next ones where somebody asks. */
function Credited({ id, label }: { id: string; label: string }) {
  const { t } = useTranslation()
  const [pages, setPages] = useState<readonly (string | null)[]>([null])
  return (
    <ul className="plans__credited" tabIndex={0} aria-label={label}>
      {pages.map((after, at) => (
        <CreditedPage
          key={after ?? ''}
          id={id}
          after={after}
          moreLabel={at === pages.length - 1 ? t('rights.shut.more') : null}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </ul>
  )
}

interface CreditedPageProps {
  id: string
  after: string | null
  /** Null where the next page is there already. */
  moreLabel: string | null
  onMore: (next: string) => void
}

function CreditedPage({ id, after, moreLabel, onMore }: CreditedPageProps) {
  const { data } = useHubQuery('shutDays.members', { id, ...(after !== null && { after }) })
  const next = data?.next ?? null
  return (
    <>
      {data?.members.map((member) => (
        <li key={member.id}>
          <bdi>{member.full_name}</bdi>
        </li>
      ))}
      {next !== null && moreLabel !== null && (
        <li>
          <Button kind="small" onPress={() => onMore(next)}>
            {moreLabel}
          </Button>
        </li>
      )}
    </>
  )
}

interface TakeBackQuestionProps {
  days: string
  members: number
  onYes: () => void
  onClose: () => void
}

function TakeBackQuestion({ days, members, onYes, onClose }: TakeBackQuestionProps) {
  const { t } = useTranslation()
  const title = t('rights.shut.ask', { days })
  return (
    <Dialog kind="question" title={title} closeLabel={t('cancel')} onClose={onClose}>
      <p>{t('rights.shut.means', { count: members })}</p>
      <div className="ui-actions">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button
          kind="primary"
          onPress={() => {
            onClose()
            onYes()
          }}
        >
          {t('rights.shut.takeBack')}
        </Button>
      </div>
    </Dialog>
  )
}
