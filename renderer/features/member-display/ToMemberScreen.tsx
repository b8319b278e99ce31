import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useScans } from '../../contexts/CheckInContext.tsx'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { BEAT_MS, openDisplayChannel, type DisplayChannel } from './display-channel.ts'
import { messageOf } from './display-message.ts'
import { useNamesShown } from './use-names-shown.ts'

/** Tells the members' screen of each result, and that this desk is there, for as long as the desk is on the page. */
export function ToMemberScreen() {
  const { t } = useTranslation()
  const { shown } = useScans()
  const gym = useDesk('gym')
  const { names } = useNamesShown()
  const channel = useRef<DisplayChannel | null>(null)
  const gymName = gym?.name ?? t('product')
  const beat = useEffectEvent(() => channel.current?.tell(messageOf(null, gymName, names)))
  const show = useEffectEvent(() => channel.current?.tell(messageOf(shown, gymName, names)))
  useEffect(() => {
    const opened = openDisplayChannel()
    channel.current = opened
    const timer = window.setInterval(() => beat(), BEAT_MS)
    return () => {
      window.clearInterval(timer)
      opened.close()
    }
  }, [])
  useEffect(() => show(), [shown])
  return null
}
