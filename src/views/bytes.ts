export { bytesText } from '../text/bytes';
