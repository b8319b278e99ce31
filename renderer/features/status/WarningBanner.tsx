import { TbAlertTriangle } from 'react-icons/tb'
import { useTranslation } from 'react-i18next'
import { useConnection, useDesk } from '../../contexts/WebSocketContext.tsx'
import { hubProblemOf } from '../../services/notices/watch-desk.ts'
import './status.css'

/** What everyone at this desk has to know all the time: that the hub is in trouble. */
export function WarningBanner() {
  const { t } = useTranslation()
  const hubProblem = useDesk('hubProblem')
  const isHeld = useConnection('isHeld')
  const trouble = hubProblemOf({ hubProblem }, { isHeld })
  if (trouble === null) return null
  return (
    <div className="status-banner" role="alert" data-testid="hub-trouble">
      <TbAlertTriangle className="ui-icon" aria-hidden="true" />
      {t(`status.trouble.${trouble}`)}
    </div>
  )
}
