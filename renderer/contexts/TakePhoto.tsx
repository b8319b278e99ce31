import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openPhotoCamera } from '../services/take-photo.ts'
import { Button } from '../ui/Button.tsx'
import './photo.css'

interface TakePhotoProps {
  onTaken: (picture: HTMLVideoElement) => void
  onCancel: () => void
}

/** What the camera sees, as a mirror, and the button that keeps it. */
export function TakePhoto({ onTaken, onCancel }: TakePhotoProps) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'starting' | 'there' | 'failed'>('starting')
  useEffect(() => show(video.current, setState), [])
  return (
    <div className="take-photo__camera">
      <video
        ref={video}
        className="take-photo__picture"
        muted
        playsInline
        aria-label={t('photo.sees')}
        onPlaying={() => setState('there')}
      />
      <p role="status">{state === 'starting' && t('photo.starting')}</p>
      <div role="alert">{state === 'failed' && <p className="ui-error">{t('photo.noCamera')}</p>}</div>
      <div className="ui-actions">
        {/* Another one once the camera runs: a button that cannot be pressed takes no focus. */}
        <Button
          key={state}
          kind="primary"
          autoFocus
          isDisabled={state !== 'there'}
          onPress={() => video.current && onTaken(video.current)}
        >
          {t('photo.keep')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </div>
  )
}

/** Shows the camera for as long as somebody looks; it is off when nobody does, also where it started only then. */
function show(shown: HTMLVideoElement | null, say: (state: 'failed') => void): () => void {
  let stream: MediaStream | null = null
  let isOver = false
  const end = (): void => stream?.getTracks().forEach((track) => track.stop())
  openPhotoCamera()
    .then(async (opened) => {
      stream = opened
      if (isOver || !shown) {
        end()
        return
      }
      shown.srcObject = opened
      await shown.play()
    })
    .catch(() => {
      if (!isOver) say('failed')
    })
  return () => {
    isOver = true
    end()
  }
}
