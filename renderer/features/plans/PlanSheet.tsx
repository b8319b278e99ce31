import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../../../server/protocol/plans.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { PlanPlaces } from './PlanFields.tsx'
import { PlanForm } from './PlanForm.tsx'

interface PlanSheetProps {
  /** The plan that is opened, or null for a new one. */
  plan: Plan | null
  where: PlanPlaces
  /** How many have it. */
  members: number
  /** All that are sold, by their ids, in their order. */
  sold: readonly string[]
  onClose: () => void
}

/** One plan: what it says, its place, and that it is sold no longer. */
export function PlanSheet({ plan, where, members, sold, onClose }: PlanSheetProps) {
  const { t } = useTranslation()
  return (
    <Dialog title={plan?.name ?? t('plans.new')} closeLabel={t('close')} onClose={onClose}>
      <PlanForm plan={plan} where={where} onSaved={onClose} />
      {plan !== null && <Further plan={plan} members={members} sold={sold} onClose={onClose} />}
    </Dialog>
  )
}

type FurtherProps = Pick<PlanSheetProps, 'members' | 'sold' | 'onClose'> & { plan: Plan }

function Further({ plan, members, sold, onClose }: FurtherProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation({ request_conflict: t('plans.overtaken') })
  const [isAsking, setIsAsking] = useState(false)
  const place = sold.indexOf(plan.id)
  const moveUp = (): void =>
    run(async () => {
      const ids = sold.filter((id) => id !== plan.id)
      ids.splice(place - 1, 0, plan.id)
      await hub.call('plans.order', { ids })
    })
  const retire = (): void =>
    run(async () => {
      await hub.call('plans.retire', { id: plan.id })
      onClose()
    })
  return (
    <>
      <div className="ui-actions plans__further">
        <Button isDisabled={isGoing || place <= 0} onPress={moveUp}>
          {t('plans.moveUp')}
        </Button>
        <Button isDisabled={isGoing} onPress={() => setIsAsking(true)}>
          {t('plans.retire')}
        </Button>
      </div>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      {isAsking && (
        <RetireQuestion
          name={plan.name}
          members={members}
          onYes={retire}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  )
}

interface RetireQuestionProps {
  name: string
  members: number
  onYes: () => void
  onClose: () => void
}

function RetireQuestion({ name, members, onYes, onClose }: RetireQuestionProps) {
  const { t } = useTranslation()
  return (
    <Dialog kind="question" title={t('plans.retireAsk', { name })} closeLabel={t('cancel')} onClose={onClose}>
      <p>{members === 0 ? t('plans.retireNobody') : t('plans.retireMeans', { count: members })}</p>
      <div className="ui-actions">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button
          kind="primary"
          onPress={() => {
            onClose()
            onYes()
          }}
        >
          {t('plans.retireDo')}
        </Button>
      </div>
    </Dialog>
  )
}
