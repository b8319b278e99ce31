import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useTranslation } from 'react-i18next'
import { makePhoto, NoPicture } from '../services/take-photo.ts'
import { Button } from '../ui/Button.tsx'
import { TakePhoto } from './TakePhoto.tsx'
import './photo.css'

interface PhotoPickerProps {
  isDisabled?: boolean
  /** Told of a photo, a JPEG in base64. */
  onPhoto: (image: string) => void
  /** What else can be done with the photo. */
  children?: ReactNode
}

/** A photo from the camera or a file; what is no picture is said so. */
export function PhotoPicker({ isDisabled = false, onPhoto, children }: PhotoPickerProps) {
  const { t } = useTranslation()
  const [isTaking, setIsTaking] = useState(false)
  const [isNone, setIsNone] = useState(false)
  const [wasTaking, setWasTaking] = useState(false)
  const take = (isOn: boolean): void => {
    setIsTaking(isOn)
    setWasTaking(!isOn)
  }
  const make = async (source: Blob | HTMLVideoElement): Promise<void> => {
    take(false)
    setIsNone(false)
    try {
      onPhoto(await makePhoto(source))
    } catch (refused) {
      if (!(refused instanceof NoPicture)) throw refused
      setIsNone(true)
    }
  }
  const choose = (files: FileList | null): void => {
    const [file] = files ?? []
    if (file) void make(file)
  }
  if (isTaking) return <TakePhoto onTaken={(picture) => void make(picture)} onCancel={() => take(false)} />
  return (
    <>
      <div className="photo-picker">
        <Button kind="small" autoFocus={wasTaking} isDisabled={isDisabled} onPress={() => take(true)}>
          {t('photo.take')}
        </Button>
        <FileTrigger acceptedFileTypes={['image/*']} onSelect={choose}>
          <Button kind="small" isDisabled={isDisabled}>
            {t('photo.choose')}
          </Button>
        </FileTrigger>
        {children}
      </div>
      <div role="alert">{isNone && <p className="ui-error">{t('photo.none')}</p>}</div>
    </>
  )
}
