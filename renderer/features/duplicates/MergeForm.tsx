import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import type { MergedField, MergePreview, MergeSide } from '../../../server/protocol/duplicates.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { usePhoto } from '../../contexts/use-photo.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { dayOf, formatDay, formatMoney } from '../../i18n/format.ts'
import { HubRefusal } from '../../services/hub-refusal.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { FieldChoices } from './FieldChoices.tsx'
import { takenAtFirst } from './taken-fields.ts'
import { Things } from './Things.tsx'
import type { NamedMember } from './MergeSheet.tsx'

interface MergeFormProps {
  preview: MergePreview
  onSwap: () => void
  onLookAgain: () => void
  onMerged: (member: NamedMember) => void
  onClose: () => void
}

/** What is kept of each, what goes over, and the step itself. */
export function MergeForm({ preview, onSwap, onLookAgain, onMerged, onClose }: MergeFormProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation({ request_conflict: t('duplicates.changed') })
  const [one, other] = preview.members
  // Asked again after a lost answer, it is the same merge.
  const [id] = useState(() => uuidv7())
  const [taken, setTaken] = useState<ReadonlySet<MergedField>>(() => takenAtFirst(one, other))
  const merge = (): void =>
    run(async () => {
      const seen = { member: one.changed_time, other: other.changed_time }
      try {
        await hub.call('members.merge', { id, memberId: one.id, otherId: other.id, take: [...taken], seen })
      } catch (refused) {
        if (refused instanceof HubRefusal && refused.code === 'request_conflict') onLookAgain()
        throw refused
      }
      onMerged({ id: one.id, full_name: taken.has('full_name') ? other.full_name : one.full_name })
    })
  return (
    <div className="duplicates">
      <div className="duplicates__both">
        <Side title={t('duplicates.stays')} member={one} />
        <Side title={t('duplicates.goes')} member={other} />
      </div>
      <Button kind="small" onPress={onSwap}>
        {t('duplicates.swap')}
      </Button>
      <FieldChoices members={preview.members} taken={taken} onTaken={setTaken} />
      <Consequences preview={preview} />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <p>{t('duplicates.canUndo')}</p>
      <div className="ui-actions">
        <Button kind="primary" isDisabled={isGoing} onPress={merge}>
          {t('duplicates.merge')}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </div>
    </div>
  )
}

function Side({ title, member }: { title: string; member: MergeSide }) {
  const { t, language, today, timeZone } = useWording()
  const added = formatDay(dayOf(member.added_time, timeZone), today, language)
  return (
    <section aria-label={title} className="duplicates__side">
      <h3 className="ui-card__title">{title}</h3>
      <Avatar name={member.full_name} photoUrl={usePhoto(member.id, member.photo_url)} />
      <p className="duplicates__name" dir="auto">
        {member.full_name}
      </p>
      <p className="duplicates__more">{t('duplicates.added', { day: added })}</p>
    </section>
  )
}

/** What the merge does beside the fields, said before. */
function Consequences({ preview: { members, moves } }: { preview: MergePreview }) {
  const { t, language, currency } = useWording()
  const [one, other] = members
  const things = Object.fromEntries(Object.entries(moves).filter(([, count]) => count > 0))
  const cents = one.debt_cents + other.debt_cents
  return (
    <section aria-label={t('duplicates.moves')}>
      <h3 className="ui-card__title">{t('duplicates.moves')}</h3>
      <Things things={things} />
      {cents > 0 && <p>{t('duplicates.owes', { amount: formatMoney({ cents, currency }, language) })}</p>}
      {one.inside && other.inside && <p>{t('duplicates.bothInside')}</p>}
    </section>
  )
}
