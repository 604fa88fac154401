import { defineErrors } from '#base/index.ts'

/** Errors of attachments. */
export const attachmentError = defineErrors({
  'cases.attachment-type': {
    status: 415,
    zh: '这种文件不能上传。可以上传照片（JPEG、PNG、WebP）、视频（MP4、MOV）、录音（MP3、M4A、WAV）和文档（PDF、DOCX、XLSX、TXT）。',
    en: 'This type of file is not taken. Photos (JPEG, PNG, WebP), video (MP4, MOV), sound (MP3, M4A, WAV) and documents (PDF, DOCX, XLSX, TXT) are.',
    advice: 'The type is read from the content; another ending of the name changes nothing.',
  },
  'cases.attachment-too-large': {
    status: 413,
    zh: '文件超过 {{megabytes}} MB 的上限，没有保存。',
    en: 'The file is larger than {{megabytes}} MB and was not saved.',
    advice:
      'Limits are CHENGSHU_PICTURE_MEGABYTES, CHENGSHU_MEDIA_MEGABYTES (audio and video), CHENGSHU_DOCUMENT_MEGABYTES.',
  },
  'cases.attachment-empty': {
    status: 400,
    zh: '这个文件是空的。',
    en: 'This file is empty.',
    advice: 'A file without content was sent.',
  },
  'cases.attachment-broken-picture': {
    status: 400,
    zh: '这张图片已损坏，无法打开。请换一张或重新拍摄。',
    en: 'This picture is damaged and cannot be opened. Choose another one or take it again.',
    advice: 'The picture could not be decoded to its end.',
  },
  'cases.attachment-too-many-pixels': {
    status: 400,
    zh: '图片过大：最多 {{millions}} 百万像素。请缩小后再上传。',
    en: 'The picture is too big: at most {{millions}} million pixels. Make it smaller and send it again.',
    advice: 'A small file can hold a picture that fills the memory; the limit protects against that.',
  },
  'cases.attachment-upload-broken': {
    status: 400,
    zh: '上传中断，文件没有保存，请重试。',
    en: 'The upload broke off and the file was not saved. Please try again.',
    advice: 'The connection ended before the file did.',
  },
  'cases.attachment-too-many': {
    status: 409,
    zh: '文件已满 {{most}} 个，不能再添加。',
    en: 'There are {{most}} files already; no more can be added.',
    advice: 'The number of files of one case is limited, those of the public more so.',
  },
  'cases.attachment-case-closed': {
    status: 409,
    zh: '诉求已办结，不能再补充文件。',
    en: 'The matter is closed; no files can be added.',
    advice: 'Who has something new to say reports again or asks for the case to be reopened.',
  },
  'cases.attachment-not-clean': {
    status: 409,
    zh: '文件还没有通过病毒检查，暂时不能打开或公开。',
    en: 'The file has not passed the virus check and cannot be opened or released.',
    advice: 'It waits for clamd at CHENGSHU_CLAMD, or clamd found something in it: see its state.',
  },
  'cases.attachment-not-a-photo': {
    status: 400,
    zh: '只有照片可以公开。',
    en: 'Only photos can be released.',
    advice: 'A film, a recording or a document cannot be made unrecognisable in part.',
  },
})
