import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** What the camera sees now. */
export function CameraPicture({ stream }: { stream: MediaStream }) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const shown = video.current
    if (!shown) return undefined
    shown.srcObject = stream
    // Closed again before the first frame: there is nothing to play any more.
    void shown.play().catch(() => undefined)
    return () => {
      shown.srcObject = null
    }
  }, [stream])
  return <video ref={video} className="setup__picture" muted playsInline aria-label={t('setUp.cameraSees')} />
}
