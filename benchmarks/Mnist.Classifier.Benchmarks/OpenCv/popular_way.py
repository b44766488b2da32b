"""Brings pictures into the form of MNIST in the way that most people write with OpenCV.

popular_way.py LIST REPEATS    LIST names a picture in each line; after the first picture's time, which is the median of
                               REPEATS in microseconds, the 784 pixels of each follow in hexadecimal, or - where there is no ink.
"""
import statistics
import sys
import time

import cv2
import numpy


def normalize(picture):
    blurred = cv2.GaussianBlur(picture, (3, 3), 0)
    threshold, ink = cv2.threshold(blurred, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    border = numpy.concatenate([ink[0], ink[-1], ink[:, 0], ink[:, -1]])
    if border.mean() > 127:  # the paper is what the border shows
        ink = cv2.bitwise_not(ink)
        blurred = cv2.bitwise_not(blurred)
    left, top, width, height = cv2.boundingRect(ink)
    if width == 0:
        return None
    grey = cv2.bitwise_and(cv2.bitwise_not(blurred), ink)[top:top + height, left:left + width]
    scale = 20 / max(width, height)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(numpy.float32)
    small *= 255 / max(small.max(), 1)
    image = numpy.zeros((28, 28), numpy.float32)
    row, column = (28 - size[1]) // 2, (28 - size[0]) // 2
    image[row:row + size[1], column:column + size[0]] = small
    moments = cv2.moments(image)
    shift = numpy.float32([[1, 0, 13.5 - moments["m10"] / moments["m00"]], [0, 1, 13.5 - moments["m01"] / moments["m00"]]])
    return cv2.warpAffine(image, shift, (28, 28)).clip(0, 255).astype(numpy.uint8)


def main():
    cv2.setNumThreads(1)
    with open(sys.argv[1], encoding="utf-8") as names:
        paths = names.read().splitlines()
    repeats = int(sys.argv[2])
    times = []
    first = cv2.imread(paths[0], cv2.IMREAD_GRAYSCALE)
    for _ in range(repeats):
        start = time.perf_counter()
        normalize(first)
        times.append(time.perf_counter() - start)
    print(1e6 * statistics.median(times) if times else 0)
    for path in paths:
        picture = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
        image = None if picture is None else normalize(picture)
        print("-" if image is None else image.tobytes().hex())


main()
