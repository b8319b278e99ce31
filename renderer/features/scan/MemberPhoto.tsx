import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useTranslation } from 'react-i18next'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { usePhoto } from '../../contexts/use-photo.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { makePhoto, NoPicture } from '../../services/take-photo.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { TakePhoto } from './TakePhoto.tsx'

interface MemberPhotoProps {
  member: Pick<MemberDetails, 'id' | 'full_name' | 'photo_url'>
  mayChange: boolean
}

/** The member's photo; whoever may gives them another, from the camera or a file, or takes it away. */
export function MemberPhoto({ member, mayChange }: MemberPhotoProps) {
  const { id: memberId, full_name: name, photo_url } = member
  const { t } = useTranslation()
  const hub = useHub()
  const photo = usePhoto(memberId, photo_url)
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
    <div className="member-photo">
      {isTaking ? (
        <TakePhoto onTaken={keep} onCancel={() => setIsTaking(false)} />
      ) : (
        <Avatar name={name} photoUrl={photo} />
      )}
      {mayChange && !isTaking && (
        <div className="member-photo__acts" role="group" aria-label={t('photo.title')}>
          <Button kind="small" isDisabled={isGoing} onPress={() => setIsTaking(true)}>
            {t('photo.take')}
          </Button>
          <FileTrigger acceptedFileTypes={['image/*']} onSelect={choose}>
            <Button kind="small" isDisabled={isGoing}>
              {t('photo.choose')}
            </Button>
          </FileTrigger>
          {photo !== null && (
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
    </div>
  )
}
