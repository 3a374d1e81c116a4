/**
 * A key as S3 encodes it for a URL: "red flower.jpg becomes red+flower.jpg", "test_file(3).png will appear as
 * test_file%283%29.png". A slash stays.
 */
export const urlEncodedKey = (key: string): string =>
  encodeURIComponent(key)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replaceAll(/[!'()~]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
