import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LanState } from '../../../server/protocol/lan.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** Whether other PCs may join, and where they find the hub. */
export function Network() {
  const { t } = useTranslation()
  const hub = useHub()
  const [network, setNetwork] = useState<LanState | null>(null)
  const { isGoing, error, run } = useOperation()
  useEffect(() => {
    // A hub that is away says so in the list of desks.
    hub.call('network.read', {}).then(setNetwork, () => undefined)
  }, [hub])
  if (network === null) return null
  const { isOn, addresses, problem } = network
  const change = (wanted: boolean): void =>
    run(async () => setNetwork(await hub.call('network.switch', { isOn: wanted })))
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
