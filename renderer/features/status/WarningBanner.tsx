import { IconAlertTriangle, IconLockOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConnection, useDesk } from '../../contexts/WebSocketContext.tsx'
import { hubTroubleOf } from '../../services/notices/watch-desk.ts'
import './status.css'

/** What everyone at this desk has to know all the time: that the hub is in trouble, and what it warns of. */
export function WarningBanner() {
  const { t } = useTranslation()
  const desk = useDesk()
  const { warnings } = desk
  const trouble = hubTroubleOf(desk, useConnection())
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
