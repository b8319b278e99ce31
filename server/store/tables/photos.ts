/** A member's photo. Beside the members: who is only let in costs no photo's bytes. */
export interface MemberPhotosTable {
  member_id: string
  /** Of the bytes: another photo has another. */
  version: string
  /** A JPEG in base64: text is the same on every database and on the wire. */
  image: string
  at: number
}
