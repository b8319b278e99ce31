import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useTranslation } from 'react-i18next'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { makePhoto, NoPicture } from '../../services/take-photo.ts'
import { Button } from '../../ui/Button.tsx'
import { TakePhoto } from './TakePhoto.tsx'

interface MemberPhotoProps {
  member: Pick<MemberDetails, 'id' | 'photo_url'>
}

/** Gives a member another photo, from the camera or a file, or takes it away. */
export function MemberPhoto({ member }: MemberPhotoProps) {
  const { id: memberId, photo_url } = member
  const { t } = useTranslation()
  const hub = useHub()
  const [isTaking, setIsTaking] = useState(false)
  const [isNone, setIsNone] = useState(false)
  const { isGoing, error, run } = useOperation()
  const keep = (source: Blob | HTMLVideoElement): void => {
    setIsTaking(false)
    setIsNone(false)
    run(async () => {
      const image = await makePhoto(source).catch((refused: unknown) => {
        if (!(refused instanceof NoPicture)) throw refused
        setIsNone(true)
        return null
      })
      if (image !== null) await hub.call('photos.set', { memberId, image })
    })
  }
  const choose = (files: FileList | null): void => {
    const [file] = files ?? []
    if (file) keep(file)
  }
  return (
    <section className="member-sheet__part" aria-label={t('photo.title')}>
      <h3 className="ui-card__title">{t('photo.title')}</h3>
      {isTaking ? (
        <TakePhoto onTaken={keep} onCancel={() => setIsTaking(false)} />
      ) : (
        <div className="member-photo__acts">
          <Button kind="small" isDisabled={isGoing} onPress={() => setIsTaking(true)}>
            {t('photo.take')}
          </Button>
          <FileTrigger acceptedFileTypes={['image/*']} onSelect={choose}>
            <Button kind="small" isDisabled={isGoing}>
              {t('photo.choose')}
            </Button>
          </FileTrigger>
          {photo_url !== null && (
            <Button
              kind="small"
              isDisabled={isGoing}
              onPress={() => run(() => hub.call('photos.remove', { memberId }))}
            >
              {t('photo.remove')}
            </Button>
          )}
        </div>
      )}
      <div role="alert">
        {(isNone || error !== null) && <p className="ui-error">{isNone ? t('photo.none') : error}</p>}
      </div>
    </section>
  )
}
