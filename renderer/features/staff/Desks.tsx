import { useTranslation } from 'react-i18next'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { DeskRow } from './DeskRow.tsx'
import { ListState } from './ListState.tsx'
import { Network } from './Network.tsx'
import { NewDesk } from './NewDesk.tsx'
import { useHubList } from './use-hub-list.ts'

/** The desks of the gym, and a way to sign in another. */
export function Desks() {
  const { t } = useTranslation()
  const hub = useHub()
  const { items, isAway, reload } = useHubList(async () => (await hub.call('desks.list', {})).desks)
  return (
    <>
      <Network />
      <NewDesk />
      <ListState
        isLoading={items === null}
        isAway={isAway}
        empty={items?.length === 0 ? t('staff.noDesks') : null}
      />
      <ul className="staff__list">
        {items?.map((desk) => (
          <DeskRow key={desk.id} desk={desk} onChanged={reload} />
        ))}
      </ul>
    </>
  )
}
