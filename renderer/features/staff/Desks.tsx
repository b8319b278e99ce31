import { useTranslation } from 'react-i18next'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { DeskRow } from './DeskRow.tsx'
import { KeepStandby } from './KeepStandby.tsx'
import { ListState } from './ListState.tsx'
import { Network } from './Network.tsx'
import { NewDesk } from './NewDesk.tsx'

/** The desks of the gym, and a way to sign in another. */
export function Desks() {
  const { t } = useTranslation()
  const { data, isError, refetch } = useHubQuery('desks.list', {}, { isAskedAnew: true })
  return (
    <>
      <Network />
      <KeepStandby onChanged={() => void refetch()} />
      <NewDesk onDone={() => void refetch()} />
      <ListState
        isLoading={data === undefined}
        isAway={isError}
        empty={data?.desks.length === 0 ? t('staff.noDesks') : null}
      />
      <ul className="staff__list">
        {data?.desks.map((desk) => (
          <DeskRow key={desk.id} desk={desk} onChanged={() => void refetch()} />
        ))}
      </ul>
    </>
  )
}
