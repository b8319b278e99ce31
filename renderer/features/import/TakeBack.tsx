import { useTranslation } from 'react-i18next'
import { plansGone, type KeptMember, type UndonePlans } from '../../../server/protocol/changes.ts'
import { formatList, formatNumber } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import type { TakeBackState, TakeBackStep, TakenBack } from './use-take-back.ts'

/** Members or plans that are named: the command line names all of them. */
const NAMED = 200

interface TakeBackProps {
  all: TakeBackState
  now: Exclude<TakeBackStep, { step: 'list' }>
}

/** What taking an import back would do, how far it is, and what it has done. */
export function TakeBack({ all, now }: TakeBackProps) {
  const { t, i18n } = useTranslation()
  const { step, change, of } = now
  const isOver = step === 'foreseen' || step === 'done'
  const looked = of.removed + of.restored + of.kept.length
  const through = {
    done: formatNumber(looked, i18n.language),
    all: formatNumber(change.added + change.changed, i18n.language),
  }
  return (
    <>
      <p role="status">
        {t(`takeBack.step.${step}`)} {!isOver && t('takeBack.through', through)}
      </p>
      {isOver && <Outcome of={of} />}
      <div className="ui-actions">
        {step === 'foreseen' && (
          <Button kind="primary" autoFocus isDisabled={all.isGoing} onPress={() => all.take(change)}>
            {t('takeBack.take')}
          </Button>
        )}
        {isOver && (
          <Button autoFocus={step === 'done'} onPress={all.back}>
            {step === 'done' ? t('done') : t('cancel')}
          </Button>
        )}
      </div>
    </>
  )
}

function Outcome({ of: { removed, restored, kept, plans } }: { of: TakenBack }) {
  const { t } = useTranslation()
  return (
    <>
      <ul>
        <li>{t('takeBack.removed', { count: removed })}</li>
        <li>{t('takeBack.restored', { count: restored })}</li>
        <li>{t('takeBack.kept', { count: kept.length })}</li>
        {plans && <Plans plans={plans} />}
      </ul>
      {kept.length > 0 && (
        <ul className="import__problems" tabIndex={0} aria-label={t('takeBack.keptNames')}>
          {kept.slice(0, NAMED).map((member) => (
            <Kept key={member.memberId} member={member} />
          ))}
        </ul>
      )}
    </>
  )
}

/** The plans that came with the import. */
function Plans({ plans }: { plans: UndonePlans }) {
  const { t, i18n } = useTranslation()
  const list = (names: readonly string[]) => formatList(names.slice(0, NAMED), i18n.language)
  const gone = plansGone(plans)
  return (
    <>
      {gone.length > 0 && <li>{t('takeBack.plansGo', { plans: list(gone) })}</li>}
      {plans.kept.length > 0 && <li>{t('takeBack.plansStay', { plans: list(plans.kept) })}</li>}
    </>
  )
}

function Kept({ member: { full_name, things } }: { member: KeptMember }) {
  const { t, i18n } = useTranslation()
  const words = things.map((thing) => t(`takeBack.thing.${thing}`))
  return (
    <li>
      <bdi>{full_name}</bdi>: {formatList(words, i18n.language)}
    </li>
  )
}
