/** What the camera wrote of the place, as EXIF has it: degrees, minutes, seconds and the half of the globe. */
export interface CameraPlace {
  GPSLatitude?: unknown
  GPSLatitudeRef?: unknown
  GPSLongitude?: unknown
  GPSLongitudeRef?: unknown
}

export interface PhotoPlace {
  longitude: number
  latitude: number
}

// Some cameras round up to sixty instead of the next minute.
const isPart = (value: number) => value >= 0 && value <= 60

function degreesOf(parts: unknown, half: unknown, negative: string): number | null {
  if (!Array.isArray(parts) || typeof half !== 'string') return null
  const [degrees, minutes, seconds] = parts.map(Number) as [number, number, number]
  // The half of the globe is told by the letter; what is out of its range was not written by a receiver of satellites.
  if (degrees < 0 || !isPart(minutes) || !isPart(seconds)) return null
  // A tenth of a metre: cameras know no better.
  const value = Number((degrees + minutes / 60 + seconds / 3600).toFixed(6))
  return half.toUpperCase().startsWith(negative) ? -value : value
}

const isWithin = (value: number | null, most: number): value is number =>
  value !== null && Math.abs(value) <= most

/** Where a photo says it was taken. Cameras that know no place write zeros: that is none. */
export function placeOfPhoto(camera: CameraPlace): PhotoPlace | null {
  const latitude = degreesOf(camera.GPSLatitude, camera.GPSLatitudeRef, 'S')
  const longitude = degreesOf(camera.GPSLongitude, camera.GPSLongitudeRef, 'W')
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) return null
  return latitude === 0 && longitude === 0 ? null : { longitude, latitude }
}
