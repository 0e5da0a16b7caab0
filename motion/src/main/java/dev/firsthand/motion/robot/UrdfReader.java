package dev.firsthand.motion.robot;

import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Reads URDF (<https://wiki.ros.org/urdf/XML>): links, joints, limits and mimics. Nothing outside of the file is
/// opened: no document type, no entity, no mesh.
public final class UrdfReader {
    private static final long FILE_BYTES_MAX = 16 << 20;

    private final List<RobotFinding> findings = new ArrayList<>();

    private UrdfReader() {}

    public static Robot read(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new UnreadableRobot(
                    "urdf-too-large",
                    "The URDF has %d bytes; at most %d are read. Keep meshes in files of their own."
                            .formatted(Files.size(file), FILE_BYTES_MAX));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    public static Robot read(InputStream in) throws IOException {
        return new UrdfReader().robot(document(in).getDocumentElement());
    }

    private static Document document(InputStream in) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // faults are thrown, not printed
            return builder.parse(in);
        } catch (SAXException | CharConversionException malformed) {
            throw new UnreadableRobot("urdf-malformed", "The URDF is no XML: " + malformed.getMessage());
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Robot robot(Element robot) throws UnreadableRobot {
        if (!robot.getTagName().equals("robot")) {
            throw new UnreadableRobot(
                    "urdf-not-one", "The outermost element is %s, not robot.".formatted(robot.getTagName()));
        }
        var links = new ArrayList<String>();
        for (Element link : children(robot, "link")) {
            if (links.contains(link.getAttribute("name"))) {
                throw new UnreadableRobot("urdf-twice", "Two links are named %s.".formatted(link.getAttribute("name")));
            }
            links.add(link.getAttribute("name"));
        }
        var written = new ArrayList<UrdfJoint>();
        for (Element joint : children(robot, "joint")) {
            written.add(joint(joint));
        }
        int meshes = robot.getElementsByTagName("mesh").getLength();
        if (meshes > 0) {
            findings.add(new RobotFinding(
                    "meshes-passed-over", "", "%d meshes are named; none is opened, however large.".formatted(meshes)));
        }
        return new UrdfTree(robot.getAttribute("name"), links, written, findings).robot();
    }

    private UrdfJoint joint(Element joint) throws UnreadableRobot {
        String name = joint.getAttribute("name");
        Robot.Kind kind = switch (joint.getAttribute("type")) {
            case "revolute" -> Robot.Kind.REVOLUTE;
            case "continuous" -> Robot.Kind.CONTINUOUS;
            case "prismatic" -> Robot.Kind.PRISMATIC;
            case "fixed" -> Robot.Kind.FIXED;
            case "floating" -> Robot.Kind.FLOATING;
            default ->
                throw new UnreadableRobot(
                        "urdf-joint-type",
                        "Joint %s has the type %s; read are revolute, continuous, prismatic, fixed and floating."
                                .formatted(name, joint.getAttribute("type")));
        };
        Vector3 axis = child(joint, "axis").isPresent()
                ? vector(name, child(joint, "axis").get().getAttribute("xyz"), "1 0 0")
                : new Vector3(1, 0, 0);
        if (axis.length() < 1e-9 && kind != Robot.Kind.FIXED && kind != Robot.Kind.FLOATING) {
            throw new UnreadableRobot("urdf-axis", "Joint %s has an axis without direction.".formatted(name));
        }
        return new UrdfJoint(
                name,
                kind,
                link(joint, "parent"),
                link(joint, "child"),
                origin(name, child(joint, "origin")),
                axis.unit(),
                limits(name, kind, child(joint, "limit")),
                mimic(name, child(joint, "mimic")));
    }

    private static String link(Element joint, String tag) throws UnreadableRobot {
        return child(joint, tag)
                .map(found -> found.getAttribute("link"))
                .orElseThrow(() -> new UnreadableRobot(
                        "urdf-joint", "Joint %s names no %s link.".formatted(joint.getAttribute("name"), tag)));
    }

    private static RigidTransform origin(String joint, Optional<Element> origin) throws UnreadableRobot {
        if (origin.isEmpty()) {
            return RigidTransform.NONE;
        }
        Vector3 rpy = vector(joint, origin.get().getAttribute("rpy"), "0 0 0");
        return new RigidTransform(
                Rotation.ofRollPitchYaw(rpy.x(), rpy.y(), rpy.z()),
                vector(joint, origin.get().getAttribute("xyz"), "0 0 0"));
    }

    private Optional<Robot.Limits> limits(String joint, Robot.Kind kind, Optional<Element> limit)
            throws UnreadableRobot {
        boolean bounded = kind == Robot.Kind.REVOLUTE || kind == Robot.Kind.PRISMATIC;
        if (!bounded && kind != Robot.Kind.CONTINUOUS) {
            return Optional.empty();
        }
        if (limit.isEmpty()
                || (bounded
                        && limit.get().getAttribute("lower").isEmpty()
                        && limit.get().getAttribute("upper").isEmpty())) {
            if (bounded) {
                findings.add(new RobotFinding(
                        "limits-missing", joint, "Joint %s states no limits: it is not held to any.".formatted(joint)));
            }
            return Optional.empty();
        }
        double lower = bounded ? number(joint, limit.get().getAttribute("lower"), 0) : Double.NEGATIVE_INFINITY;
        double upper = bounded ? number(joint, limit.get().getAttribute("upper"), 0) : Double.POSITIVE_INFINITY;
        if (lower > upper) {
            throw new UnreadableRobot(
                    "urdf-limits",
                    "Joint %s has a lower limit of %s above its upper limit of %s.".formatted(joint, lower, upper));
        }
        double velocity = number(joint, limit.get().getAttribute("velocity"), 0);
        if (!(velocity > 0)) {
            findings.add(
                    new RobotFinding("velocity-missing", joint, "Joint %s states no velocity limit.".formatted(joint)));
        }
        return Optional.of(new Robot.Limits(lower, upper, velocity > 0 ? Optional.of(velocity) : Optional.empty()));
    }

    private static Optional<UrdfJoint.Mimic> mimic(String joint, Optional<Element> mimic) throws UnreadableRobot {
        if (mimic.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UrdfJoint.Mimic(
                mimic.get().getAttribute("joint"),
                number(joint, mimic.get().getAttribute("multiplier"), 1),
                number(joint, mimic.get().getAttribute("offset"), 0)));
    }

    private static Vector3 vector(String joint, String text, String missing) throws UnreadableRobot {
        List<String> parts = List.of((text.isBlank() ? missing : text).strip().split("\\s+"));
        if (parts.size() != 3) {
            throw new UnreadableRobot(
                    "urdf-number", "Joint %s: three numbers were expected, %d found.".formatted(joint, parts.size()));
        }
        return new Vector3(
                number(joint, parts.get(0), 0), number(joint, parts.get(1), 0), number(joint, parts.get(2), 0));
    }

    private static double number(String joint, String text, double missing) throws UnreadableRobot {
        if (text.isBlank()) {
            return missing;
        }
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UnreadableRobot("urdf-number", "Joint %s: a number was expected.".formatted(joint));
    }

    private static Optional<Element> child(Element element, String tag) {
        return children(element, tag).stream().findFirst();
    }

    private static List<Element> children(Element element, String tag) {
        var found = new ArrayList<Element>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(tag)) {
                found.add(child);
            }
        }
        return found;
    }
}
