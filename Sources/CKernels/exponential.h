// The constants of ck_exp, shared by the scalar and the vector form.
//
// x is clamped to where 2^n is a normal number; n = x / ln 2 rounded by adding 1.5 * 2^23; the
// rest, within +-ln(2)/2, goes through Cephes' polynomial for expf.
#ifndef CK_EXPONENTIAL_H
#define CK_EXPONENTIAL_H

#define CK_EXP_MAX 88.3762626f
#define CK_EXP_MIN -87.3300018f
#define CK_LOG2_E 1.44269502f
#define CK_ROUND_TO_INT 12582912.0f // 1.5 * 2^23
#define CK_LN2_HIGH 0.693359375f
#define CK_LN2_LOW -2.12194440e-4f

#define CK_EXP_P0 1.9875691500e-4f
#define CK_EXP_P1 1.3981999507e-3f
#define CK_EXP_P2 8.3334519073e-3f
#define CK_EXP_P3 4.1665795894e-2f
#define CK_EXP_P4 1.6666665459e-1f
#define CK_EXP_P5 5.0000001201e-1f

// Blocks whose largest magnitude is below this quantize to zero: its reciprocal would overflow.
#define CK_SMALLEST_BLOCK 1e-30f

#endif
