import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskBridge, StandbyShown } from '../../../electron/bridge.ts'
import { useMoment } from '../../contexts/use-moment.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useStandby } from '../../contexts/use-standby.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { HubRefusal } from '../../services/hub-refusal.ts'
import { Switch } from '../../ui/Switch.tsx'
import { Question } from './Question.tsx'

type Shell = Pick<KioskBridge, 'keepStandby' | 'dropStandby'>

type Hub = Pick<ReturnType<typeof useHub>, 'call'>

interface KeepStandbyProps {
  /** The hub has one desk more or less. */
  onChanged: () => void
}

/** Whether this PC keeps the newest copy of the hub, and how that stands. Nothing on the hub's PC, and in a browser. */
export function KeepStandby({ onChanged }: KeepStandbyProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { standby, look } = useStandby()
  const { isGoing, error, run } = useOperation()
  const [isRefused, setIsRefused] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const { kiosk } = window
  if (!kiosk || standby.kind === 'none') return null
  const change = (work: () => Promise<boolean>): void => {
    setIsRefused(false)
    run(async () => {
      setIsRefused(!(await work()))
      onChanged()
      await look()
    })
  }
  const wish = (wanted: boolean): void => {
    if (isGoing) return
    if (wanted) change(() => keep(hub, kiosk))
    else setIsAsking(true)
  }
  return (
    <div className="staff__network">
      <Switch isOn={standby.kind === 'on'} onChange={wish}>
        {t('standby.keep')}
      </Switch>
      <p className="ui-field__hint">{t('standby.what')}</p>
      <State standby={standby} isGoing={isGoing} />
      <div role="alert">
        {isRefused && <p className="ui-error">{t('standby.refused')}</p>}
        {error !== null && <p className="ui-error">{error}</p>}
      </div>
      {isAsking && standby.kind === 'on' && (
        <Question
          title={t('standby.dropAsk')}
          means={t('standby.dropMeans')}
          doIt={t('standby.drop')}
          onYes={() => change(() => drop(hub, kiosk, standby.deskId))}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  )
}

/** How far the copy is, and what is wrong. */
function State({ standby, isGoing }: { standby: StandbyShown; isGoing: boolean }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const isOn = standby.kind === 'on'
  const at = isOn ? standby.currentAt : null
  return (
    <>
      <p className="ui-field__hint" role="status" data-testid="standby">
        {isGoing && t('standby.changing')}
        {!isGoing &&
          isOn &&
          (at === null ? t('standby.noCopy') : t('standby.copyOf', { moment: moment(at) }))}
      </p>
      <div role="alert">
        {isOn && standby.trouble !== null && (
          <p className="ui-error">{t(`standby.trouble.${standby.trouble}`)}</p>
        )}
      </div>
    </>
  )
}

/** Lets this PC keep the copy, in the name of whoever is signed in. */
async function keep(hub: Hub, kiosk: Shell): Promise<boolean> {
  const { pairing } = await hub.call('links.make', { role: 'manager', name: '' })
  return pairing !== null && (await kiosk.keepStandby(pairing.text)) === 'kept'
}

/** The hub forgets the standby first: the shell deletes only what the hub gives nothing to any more. */
async function drop(hub: Hub, kiosk: Shell, deskId: string | null): Promise<boolean> {
  if (deskId !== null) await hub.call('desks.remove', { id: deskId }).catch(passOverRemoved)
  return kiosk.dropStandby()
}

/** It may have been removed in the list of desks before. */
function passOverRemoved(error: unknown): void {
  if (!(error instanceof HubRefusal) || error.details['problem'] !== 'desk_unknown') throw error
}
