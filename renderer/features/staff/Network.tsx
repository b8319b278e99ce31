import { useTranslation } from 'react-i18next'
import { useHubAnswer, useHubQuery } from '../../contexts/use-hub-query.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** Whether other PCs may join, and where they find the hub. */
export function Network() {
  const { t } = useTranslation()
  const hub = useHub()
  const answer = useHubAnswer()
  // A hub that is away says so in the list of desks.
  const { data: network } = useHubQuery('network.read', {})
  const { isGoing, error, run } = useOperation()
  if (!network) return null
  const { isOn, addresses, problem } = network
  const change = (wanted: boolean): void =>
    run(async () => answer('network.read', {}, await hub.call('network.switch', { isOn: wanted })))
  return (
    <div className="staff__network">
      <Switch isOn={isOn} onChange={(wanted) => !isGoing && change(wanted)}>
        {t('staff.network')}
      </Switch>
      <p className="ui-field__hint" role="status">
        {isOn && t('staff.networkAt', { addresses: addresses.join(', ') })}
      </p>
      <div role="alert">
        {problem !== null && <p className="ui-error">{t('staff.networkProblem', { problem })}</p>}
        {error !== null && <p className="ui-error">{error}</p>}
      </div>
    </div>
  )
}
