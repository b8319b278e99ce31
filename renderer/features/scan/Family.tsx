import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Relative } from '../../../server/protocol/families.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatMoney, formatNumber, formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { ManyChoiceList } from '../../ui/ChoiceList.tsx'
import { JoinFamily } from './JoinFamily.tsx'
import { useWay, WayChoice } from '../../contexts/MoneyPart.tsx'

interface FamilyProps {
  member: MemberDetails
  /** Who holds the account first; empty for a member without a family. */
  family: readonly Relative[]
  mayChange: boolean
}

/** One account, several people: who of them is inside, who comes in now, and what all of them owe. */
export function Family({ member, family, mayChange }: FamilyProps) {
  const wording = useWording()
  const { t } = wording
  // Once somebody of them has come or gone, the focus is where somebody has put it.
  const [opened] = useState(family)
  const [holder] = family
  if (!holder) return mayChange ? <JoinFamily holderId={member.id} /> : null
  // Who is outside can be let in, and stands there with that.
  const listed = mayChange ? family.filter(isInside) : family
  return (
    <section aria-label={t('families.title')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('families.title')}</h3>
      {listed.length > 0 && (
        <ul className="member-sheet__visits">
          {listed.map((relative) => (
            <li key={relative.id}>
              <p dir="auto">{relative.full_name}</p>
              <p className="member-sheet__more">{relativeLine(relative, holder, wording)}</p>
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <>
          <CheckInFamily {...{ family, holder }} isNext={family === opened && member.inside} />
          <FamilyDebt family={family} holderId={holder.id} />
          {holder.id === member.id ? (
            <JoinFamily holderId={member.id} />
          ) : (
            <LeaveFamily memberId={member.id} />
          )}
        </>
      )}
    </section>
  )
}

function isInside({ visitId }: Relative): boolean {
  return visitId !== null
}

function relativeLine(relative: Relative, holder: Relative, { t, language, currency }: Wording): string {
  const { membership_type, refusal, debt_cents: cents } = relative
  const parts = [
    relative === holder ? t('families.holder') : '',
    membership_type,
    isInside(relative) ? t('memberSheet.inside') : '',
    refusal === null ? '' : t(`reason.${refusal}`),
    cents === 0 ? '' : formatMoney({ cents, currency }, language),
  ]
  return formatRow(parts, language)
}

interface CheckInFamilyProps extends Pick<FamilyProps, 'family'> {
  holder: Relative
  /** True where Enter lets them in. */
  isNext: boolean
}

/**
 * All who are outside and may come in are chosen already, and behind somebody who has just come in Enter lets them in. The stage says of
 * each what came of it.
 */
function CheckInFamily({ family, holder, isNext }: CheckInFamilyProps) {
  const wording = useWording()
  const { t, language } = wording
  const { checkInMember } = useCheckIn()
  const outside = family.filter((relative) => !isInside(relative))
  const [left, setLeft] = useState<readonly string[]>([])
  const chosen = outside.filter(({ id, refusal }) => (refusal === null) !== left.includes(id))
  if (outside.length === 0) return null
  const checkIn = (): void => {
    for (const { id, full_name } of chosen) {
      // Whatever the hub says to it, the stage shows.
      checkInMember(id, undefined, undefined, full_name).catch(() => undefined)
    }
  }
  const choose = (ids: readonly string[]): void =>
    setLeft(outside.filter(({ id, refusal }) => ids.includes(id) !== (refusal === null)).map(({ id }) => id))
  return (
    <>
      <ManyChoiceList
        label={t('families.whoComes')}
        values={chosen.map(({ id }) => id)}
        options={outside.map((relative) => ({
          value: relative.id,
          name: relative.full_name,
          detail: relativeLine(relative, holder, wording),
        }))}
        onChange={choose}
      />
      <div className="ui-actions">
        <Button
          kind="primary"
          autoFocus={isNext && chosen.length > 0}
          isDisabled={chosen.length === 0}
          onPress={checkIn}
        >
          {t('families.checkIn', { count: chosen.length, number: formatNumber(chosen.length, language) })}
        </Button>
      </div>
    </>
  )
}

/** What all of them owe is received in one go; the ledger has each one's part. */
function FamilyDebt({ family, holderId }: Pick<FamilyProps, 'family'> & { holderId: string }) {
  const { t, language, currency } = useWording()
  const hub = useHub()
  const way = useWay()
  const { isGoing, error, run } = useOperation({ request_conflict: t('families.otherDebt') })
  const cents = family.reduce((sum, { debt_cents }) => sum + debt_cents, 0)
  if (cents === 0) return null
  const amount = formatMoney({ cents, currency }, language)
  const pay = (): void =>
    run(() => hub.call('families.pay', { memberId: holderId, change_id: uuidv7(), cents, way }))
  return (
    <>
      <p>{t('families.owes', { amount })}</p>
      <WayChoice />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button isDisabled={isGoing} onPress={pay}>
          {t('families.pay', { amount })}
        </Button>
      </div>
    </>
  )
}

function LeaveFamily({ memberId }: { memberId: string }) {
  const { t } = useWording()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  return (
    <>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button isDisabled={isGoing} onPress={() => run(() => hub.call('families.leave', { memberId }))}>
          {t('families.leave')}
        </Button>
      </div>
    </>
  )
}
