import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan, PlanHolders } from '../../../server/protocol/plans.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { KindRows } from './KindRows.tsx'
import { PlanSheet } from './PlanSheet.tsx'
import { PlanTable } from './PlanTable.tsx'
import { ShutDaysSheet } from './ShutDaysSheet.tsx'
import './plans.css'

/** What the gym sells, for managers. */
export function PlansSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { data, isError } = useHubQuery('plans.list', {})
  const { data: holders, isError: hasNoHolders } = useHubQuery('plans.holders', {})
  const isAsking = (data === undefined && !isError) || (holders === undefined && !hasNoHolders)
  return (
    <Dialog isWide title={t('plans.title')} closeLabel={t('close')} onClose={onClose}>
      {isError && <p className="ui-error">{t('refused.unreachable')}</p>}
      {isAsking && <p role="status">{t('signIn.asking')}</p>}
      {data !== undefined && !isAsking && <Catalogue {...data} holders={holders} />}
    </Dialog>
  )
}

interface CatalogueProps {
  /** Absent where the hub does not say. */
  holders: PlanHolders | undefined
  plans: readonly Plan[]
  locations: readonly string[]
  /** Absent where the hub knows of none. */
  gyms?: readonly string[]
}

function Catalogue({ plans, locations, gyms = [], holders }: CatalogueProps) {
  const { t } = useTranslation()
  const [openId, setOpenId] = useState<string | null>(null)
  const [isShut, setIsShut] = useState(false)
  const sold = plans.filter(({ retired_time }) => retired_time === null)
  const retired = plans.filter(({ retired_time }) => retired_time !== null)
  const members = holders === undefined ? null : membersBy(holders)
  const open = sold.find(({ id }) => id === openId) ?? null
  const table = { members, onOpen: ({ id }: Plan) => setOpenId(id) }
  return (
    <>
      {holders !== undefined && holders.others.length > 0 && <KindRows kinds={holders.others} />}
      <div className="ui-actions">
        <Button autoFocus={sold.length > 0} onPress={() => setOpenId(NEW)}>
          {t('plans.add')}
        </Button>
        <Button onPress={() => setIsShut(true)}>{t('rights.shut.open')}</Button>
      </div>
      {sold.length === 0 && <p className="ui-empty">{t('plans.empty')}</p>}
      {sold.length > 0 && <PlanTable label={t('plans.title')} plans={sold} {...table} />}
      {retired.length > 0 && (
        <section>
          <h3 className="plans__heading">{t('plans.retired')}</h3>
          <PlanTable label={t('plans.retired')} plans={retired} {...table} />
        </section>
      )}
      {isShut && <ShutDaysSheet onClose={() => setIsShut(false)} />}
      {(open !== null || openId === NEW) && (
        <PlanSheet
          key={openId}
          plan={open}
          where={{ locations, gyms }}
          members={members?.get(openId ?? '') ?? 0}
          sold={sold.map(({ id }) => id)}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  )
}

/** Stands for a plan that is not saved yet. */
const NEW = 'new'

function membersBy({ plans }: PlanHolders): ReadonlyMap<string, number> {
  return new Map(plans.map(({ id, members }) => [id, members]))
}
