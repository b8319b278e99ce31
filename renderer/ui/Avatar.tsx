import { useState } from 'react'
import { initialsOf } from './initials.ts'
import './ui.css'

/** The member's photo, or their initials where there is none or it cannot be loaded. */
export function Avatar({ name, photoUrl }: { name: string; photoUrl: string | null }) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null)
  return (
    <div className="ui-avatar" aria-hidden="true">
      {photoUrl !== null && photoUrl !== failedUrl ? (
        <img className="ui-avatar__photo" src={photoUrl} alt="" onError={() => setFailedUrl(photoUrl)} />
      ) : (
        initialsOf(name)
      )}
    </div>
  )
}
