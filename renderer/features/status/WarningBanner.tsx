import { IconLockOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import './status.css'

/** What the hub wants everyone at this desk to know all the time. */
export function WarningBanner() {
  const { t } = useTranslation()
  const { warnings } = useDesk()
  if (warnings.length === 0) return null
  return (
    <ul className="status-banner">
      {warnings.map((warning) => (
        <li key={warning} className="status-banner__warning">
          <IconLockOpen className="ui-icon" aria-hidden="true" />
          {t(`status.${warning}`)}
        </li>
      ))}
    </ul>
  )
}
