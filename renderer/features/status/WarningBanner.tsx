import { IconAlertTriangle, IconLockOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { StorageReason } from '../../../server/protocol/server-frames.ts'
import { useConnection, useDesk } from '../../contexts/WebSocketContext.tsx'
import './status.css'

/** What everyone at this desk has to know all the time: that the hub is in trouble, and what it warns of. */
export function WarningBanner() {
  const { t } = useTranslation()
  const { warnings } = useDesk()
  const trouble = useTrouble()
  return (
    <ul className="status-banner">
      {trouble !== null && (
        <li key="trouble" className="status-banner__trouble" role="alert" data-testid="hub-trouble">
          <IconAlertTriangle className="ui-icon" aria-hidden="true" />
          {t(`status.trouble.${trouble}`)}
        </li>
      )}
      {warnings.map((warning) => (
        <li key={warning} className="status-banner__warning">
          <IconLockOpen className="ui-icon" aria-hidden="true" />
          {t(`status.${warning}`)}
        </li>
      ))}
    </ul>
  )
}

/** What the hub says is wrong with it, or what this desk learnt from a command that could not be written. */
function useTrouble(): StorageReason | null {
  const { hubTrouble } = useDesk()
  const { isHeld } = useConnection()
  return hubTrouble ?? (isHeld ? 'disk_failing' : null)
}
